-- How often this op of this branch took effect. Binds :gid :branch :op.
-- SPDX-License-Identifier: Apache-2.0
SELECT count(*) FROM ledger WHERE gid = :gid AND branch = :branch AND op = :op
