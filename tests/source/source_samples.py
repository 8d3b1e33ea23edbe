"""A docstring that makes a solution of any code."""

DOCSTRING = '''"""# A sample.

Write what the signature says.

## Formula

- `f`: `the = formula`

## Hints

1. A nudge.
2. More than a nudge.
3. Nearly the secret.

## In the interview

Say the secret.

## Rubric

- Says one.
- Says two.
- Says three.
- Says four,
  at length.

Red flags:

- Sinks.
- Sinks as well.
"""
'''
