"""Any bytes, for every reader of what comes from outside.

targets.py       the readers, each with what must hold of whatever it is given
seeds/           a few small inputs of each, to begin with: harmless ones, and no input that has stopped a program
__main__.py      the search for inputs that reach code that none has reached (`make fuzz`)
test_targets.py  the same readers with random inputs, in each run of the tests
"""
