"""The rows of a used ledger, as SQL that both engines understand once `series` names the numbers 0, 1, 2, …

Half of the entries are holds and half are settlements, each pair with its hold. Ids have the form and the order of
those that the server makes. Account number n has its entries at n, n + accounts, n + 2 × accounts, …
"""

ACCOUNT = "'01900000-0000-7000-8000-' || {pad}"
TASK = "'01910000-0000-7000-8000-' || {pad}"

USERS = """
INSERT INTO users (id, search_text, role, is_guest, created_at) SELECT {id}, '', 'user', 1, 1 FROM series
"""
ACCOUNTS = """
INSERT INTO accounts
  (id, user_id, plan, is_unlimited, opened_at, renews_at, available, held, entry_count, last_granted)
SELECT {id}, {id}, 'standard', 0, 1, 9000000000000000, 1000000000, 0, {entry_count}, 0 FROM series
"""
HOLDS = """
INSERT INTO holds
  (task_id, account_id, amount, covered, feature, model, state, created_at, expires_at, closed_at)
SELECT {task}, {account}, 3, 3, 'chat', 'benchmark', 'settled', 1, 2, 2 FROM series
"""
ENTRIES = """
INSERT INTO entries (account_id, sequence, kind, amount, available_change, held_change, available_after, held_after,
  task_id, feature, model, reason, made_by, created_at)
SELECT {account}, 2 * (n / {accounts}) + 1 + part, CASE part WHEN 0 THEN 'hold' ELSE 'settle' END, 3,
  CASE part WHEN 0 THEN -3 ELSE 0 END, CASE part WHEN 0 THEN 3 ELSE -3 END, 1000000000, 3 - 3 * part,
  {task}, 'chat', 'benchmark', 'task', 'system', 1
FROM series CROSS JOIN (SELECT 0 AS part UNION ALL SELECT 1) AS parts
"""
