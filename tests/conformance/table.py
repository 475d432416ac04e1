"""placeholder"""
def check(cases, write): pass
