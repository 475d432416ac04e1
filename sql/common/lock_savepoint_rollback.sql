-- Takes back what was done since the savepoint. Binds nothing.
-- SPDX-License-Identifier: Apache-2.0
rollback to savepoint locked;
