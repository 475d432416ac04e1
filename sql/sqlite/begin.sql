-- Starts a write and takes the write lock at once, so that no later statement can fail for want of it. Binds nothing.
-- SPDX-License-Identifier: Apache-2.0
begin immediate;
