-- Empties the kv rows, for test suites. Binds nothing.
-- SPDX-License-Identifier: Apache-2.0
delete from kv;
