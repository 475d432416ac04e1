-- A session that is to prove a commit must not see what is not committed, whatever the server's default is.
-- SPDX-License-Identifier: Apache-2.0
SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED
