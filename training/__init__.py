"""How the embedded models are made: one module a step, run as ``python -m training.STEP``.

The order is prepare, vocabulary, parent, initialise, train, evaluate, export, card; see README.md
in this folder. Nothing of the package ``translator`` imports anything from here.
"""
