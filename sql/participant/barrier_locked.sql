-- Fails at once when a session holds the barrier row without having committed it. Binds :gid :branch :op :barrier.
-- SPDX-License-Identifier: Apache-2.0
SELECT reason FROM {table} WHERE gid = :gid AND branch_id = :branch AND op = :op AND barrier_id = :barrier FOR UPDATE NOWAIT
