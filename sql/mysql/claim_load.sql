-- Takes one transaction over, unless it is final or moved. Binds owner, gid, epoch.
-- SPDX-License-Identifier: Apache-2.0
update trans_global set driver = :owner, owner = '', epoch = epoch + 1
where gid = :gid and epoch = :epoch and status in ('prepared', 'submitted', 'aborting');
