-- The isolation level of a session, in MariaDB's word.
-- SPDX-License-Identifier: Apache-2.0
SELECT @@tx_isolation
