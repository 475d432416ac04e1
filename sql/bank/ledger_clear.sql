-- Forgets all movements: the demo begins anew.
-- SPDX-License-Identifier: Apache-2.0
DELETE FROM ledger
