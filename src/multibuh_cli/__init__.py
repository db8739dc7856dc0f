"""
The reference command line of multibuh.

It shows the library at work, for whoever may read the store anyway: ``--user`` says on whose behalf, it is no login.
Nothing heavy is imported before it is needed: the start is measured (benchmark S11).
"""
