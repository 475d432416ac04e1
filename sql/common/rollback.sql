-- Forgets the group. Binds nothing.
-- SPDX-License-Identifier: Apache-2.0
rollback;
