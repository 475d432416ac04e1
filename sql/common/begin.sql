-- Starts a write. Binds nothing.
-- SPDX-License-Identifier: Apache-2.0
start transaction;
