"""For authors of exercises: the skeleton of a new one, the proof that it is sound, its power."""
