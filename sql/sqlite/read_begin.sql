-- Starts one consistent reading; takes no lock. Binds nothing.
-- SPDX-License-Identifier: Apache-2.0
begin deferred;
