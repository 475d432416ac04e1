-- Version of a kv row, which stays until the end of this database transaction. Binds cat, k.
-- SPDX-License-Identifier: Apache-2.0
select version from kv where cat = :cat and k = :k;
