-- Removes a kv row. Binds cat, k.
-- SPDX-License-Identifier: Apache-2.0
delete from kv where cat = :cat and k = :k;
