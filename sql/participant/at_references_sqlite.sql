-- Tables whose foreign keys may be broken when rows of table ?1 change: itself, and those that refer to it.
-- SPDX-License-Identifier: Apache-2.0
SELECT DISTINCT s.name
FROM sqlite_schema AS s
CROSS JOIN pragma_foreign_key_list(s.name, 'main') AS f
WHERE s.type = 'table' AND (s.name = ?1 COLLATE NOCASE OR f."table" = ?1 COLLATE NOCASE)
