-- One row while the server has not finished that session; each time it waits a little. Binds :session :pause (s).
-- SPDX-License-Identifier: Apache-2.0
SELECT id, SLEEP(:pause) FROM information_schema.processlist WHERE id = :session
