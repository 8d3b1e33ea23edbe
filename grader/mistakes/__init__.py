"""The wrong answers to each exercise that are known by name. Only the judge imports them."""
