-- The isolation level of a session, in MySQL's word.
-- SPDX-License-Identifier: Apache-2.0
SELECT @@transaction_isolation
