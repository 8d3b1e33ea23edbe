"""A docstring that makes a solution of any code."""

DOCSTRING = '''"""# A sample.

Write what the signature says.

## Hints

1. A nudge.
2. More than a nudge.
3. Nearly the secret.

## In the interview

Say the secret.
"""
'''
