-- Columns of table ?1 of the main database: what kind of table, which columns are its key, and how the key is compared.
-- SPDX-License-Identifier: Apache-2.0
SELECT t.name, t.type, t.wr, c.name, c.type, c.pk, c.hidden,
       coalesce((SELECT k.coll
                 FROM pragma_index_list(t.name, 'main') AS i
                 JOIN pragma_index_xinfo(i.name, 'main') AS k
                 WHERE i.origin = 'pk' AND k.key = 1 AND k.name = c.name), 'BINARY')
FROM pragma_table_list(?1) AS t
CROSS JOIN pragma_table_xinfo(t.name, 'main') AS c
WHERE t.schema = 'main' AND t.name NOT LIKE 'sqlite\_%' ESCAPE '\'
ORDER BY c.cid
