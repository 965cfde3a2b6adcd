"""Conditions of programmes (設置条件): watched while they can still be mended. A breach is told and refuses nothing.

Every rule is a pure function over days, what is planned, held and staffed; `core.conditions.watch` asks them all.
"""
