"""The demo circles. These people exist only where ENVIRONMENT is demo."""

AGREEMENT = "x"


def fill(): ...
def welcome():
    return ""
