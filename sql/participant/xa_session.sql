-- The number of this session, as the process list shows it.
-- SPDX-License-Identifier: Apache-2.0
SELECT CONNECTION_ID()
