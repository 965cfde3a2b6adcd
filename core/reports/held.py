"""Which sessions were held, as a condition of SQL for a session `s`."""

HELD = """s.state <> 'cancelled' AND (s.state IN ('open', 'closed')
    OR EXISTS (SELECT 1 FROM tally_visit AS v WHERE v.split = '' AND v.session_id = s.session_id {same})
    OR EXISTS (SELECT 1 FROM tally_case AS v WHERE v.split = '' AND v.session_id = s.session_id {same}))"""
"""Totals must have been counted before."""
