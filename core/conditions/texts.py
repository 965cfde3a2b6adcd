"""What the rules need of the facts, as one text of SQL for both databases (`core.reports.side`).

Finished totals (`core.reports.tallies`) tell who came: they must be up to date.
"""

from core.reports.held import HELD

_OF = "s.programme IN ({codes}) {only}"
_IN = f"s.state <> 'cancelled' AND s.day BETWEEN :first AND :last AND {_OF}"
_WITH = "JOIN fact_session AS s USING ({key}session_id) {homes}"
SESSIONS = f"""
SELECT {{site}}, s.session_id, s.title, s.programme, s.place, s.day, s.quota, s.tables,
    CASE WHEN {HELD} THEN 1 ELSE 0 END
FROM fact_session AS s {{homes}} WHERE {_IN}
"""
VISITS = f"""
SELECT {{site}}, s.session_id, cast(sum(t.visits) AS bigint)
FROM tally_visit AS t {_WITH} WHERE t.split = '' AND t.day BETWEEN :first AND :last AND {_IN} GROUP BY 1, 2
"""
BOOKED = f"""
SELECT {{site}}, s.session_id, count(*)
FROM fact_booking AS t {_WITH} WHERE t.cancelled = 0 AND t.waiting = 0 AND {_IN} GROUP BY 1, 2
"""
MATCHED = f"""
SELECT {{site}}, s.session_id, t.supporter_id, coalesce(t.role, '')
FROM fact_staffing AS t {_WITH} WHERE t.state = 'matched' AND {_IN}
"""
LOOKED_FOR = f"""
SELECT DISTINCT {{site}}, s.session_id FROM fact_staffrequest AS t {_WITH} WHERE t.withdrawn = 0 AND {_IN}
"""
ON_DUTY = f"""
SELECT DISTINCT {{site}}, s.session_id, t.supporter_id
FROM fact_duty AS t JOIN fact_session AS s ON t.day = s.day {{beside}} {{homes}}
WHERE (t.session_id IS NULL OR t.session_id = s.session_id) AND s.opened_at IS NOT NULL
    AND (t.ended_at IS NULL OR (t.ended_at > s.opened_at AND t.ended_at > t.started_at))
    AND (s.closed_at IS NULL OR t.started_at < s.closed_at) AND {_IN}
"""
"""`beside` keeps duty and session to one site, where there are several."""
HELPED = f"""
SELECT {{site}}, s.session_id, coalesce(t.attendance_id, t.consultation_id), t.at, t.minutes
FROM fact_consultation AS t {_WITH}
WHERE t.day BETWEEN :first AND :last AND t.voided = 0 AND t.double_of IS NULL AND t.channel = 'in_person' AND {_IN}
"""
BADGES = """
SELECT {site}, t.supporter_id, t.issued_on, coalesce(t.expires_on, '9999-12-31')
FROM fact_badge AS t WHERE t.voided = 0
"""
TRAININGS = """
SELECT {site}, t.supporter_id, min(t.day), '9999-12-31'
FROM fact_training AS t WHERE t.voided = 0 AND coalesce(t.passed, 1) = 1 GROUP BY 1, 2
"""
HELD_OF_YEAR = f"""
SELECT {{site}}, s.programme, coalesce(s.strand, ''), count(*)
FROM fact_session AS s {{homes}} WHERE {_IN} AND {HELD} GROUP BY 1, 2, 3
"""
RECEIVED_OF_YEAR = f"""
SELECT {{site}}, s.programme, coalesce(s.strand, ''), cast(sum(t.visits) AS bigint)
FROM tally_visit AS t {_WITH}
WHERE t.split = '' AND t.day BETWEEN :first AND :last AND {_OF} GROUP BY 1, 2, 3
"""
