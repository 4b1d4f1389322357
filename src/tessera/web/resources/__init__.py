"""Pages of a plan's money: what can begin, what waits, and the amounts with the lines behind them.

Imports plans, and what stands directly in web.
"""
