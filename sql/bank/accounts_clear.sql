-- Closes all accounts: the demo begins anew.
-- SPDX-License-Identifier: Apache-2.0
DELETE FROM accounts
