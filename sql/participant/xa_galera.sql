-- Whether this session replicates by Galera: value ON; MySQL has no such variable and answers no row.
-- SPDX-License-Identifier: Apache-2.0
SHOW VARIABLES LIKE 'wsrep_on'
