-- Starts one consistent reading. Binds nothing.
-- SPDX-License-Identifier: Apache-2.0
start transaction with consistent snapshot, read only;
