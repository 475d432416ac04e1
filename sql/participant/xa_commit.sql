-- Commits a prepared XA branch, from any session.
-- SPDX-License-Identifier: Apache-2.0
XA COMMIT {xid}
