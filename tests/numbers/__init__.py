"""Numbers of the quiz, computed: a module for each topic, with a dict `COMPUTED`."""
