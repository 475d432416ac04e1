// The services of the tutorials' scenarios S1-S13 and of their case studies: `txdesk-bank --service NAME`. One row a
// service; docs/which-pattern.md says which pattern each shows.
//
//   scenario | --service            | port  | database     | asked by                                       | calls
//   ---------|----------------------|-------|--------------|------------------------------------------------|--------------------
//   S1-S3    | seata-bank1          | 56081 | bank1        | GET /bank1/transfer?amount=1 (2: fails), /bank1/outside?amount=100 (a dirty write) | seata-bank2
//            | seata-bank2          | 56082 | bank2        | GET /bank2/transfer?amount=1 (3: fails)         |
//   S4-S6    | tcc-bank1            | 56081 | bank1        | GET /bank1/transfer?amount=1 (2: fails)         | tcc-bank2
//            | tcc-bank2            | 56082 | bank2        | /bank2/transfer (try)                           |
//   S7-S10   | txmsg-bank1          | 56081 | bank1        | GET /bank1/transfer?accountNo=1&amount=1 (3: fails) | topic_txmsg
//            | txmsg-bank2          | 56082 | bank2        | POST /topic_txmsg (amount 4: fails)             |
//   S11-S13  | dtx-notifymsg-bank1  | 56081 | bank1        | POST /topic_notifymsg, GET /payresult/{txNo}    | dtx-notifymsg-pay
//            | dtx-notifymsg-pay    | 56082 | bank1_pay    | GET /paydo?accountNo=1&payAmount=10, GET /payresult/{txNo} | topic_notifymsg
//   transfer | saga-bank1           | 56081 | bank1        | GET /bank1/transfer?amount=1 (2: fails)         | saga-bank2
//            | saga-bank2           | 56082 | bank2        | POST /bank2/transfer, /bank2/transferBack (3: refused) |
//   register | registration-user    | 56083 | user_center  | GET /register?name=ann&by=at (or tcc)           | registration-account
//            | registration-account | 56084 | account_center | /account/create (name "mallory": refused)     |
//   deposit  | deposit-platform     | 56085 | platform     | GET /deposit/open?user=ann, GET /deposit/result/{txNo} | deposit-bank
//            | deposit-bank         | 56086 | deposit_bank | POST /open, POST /decide, GET /result/{txNo}    | the partner's URL
//   full bid | bid-review           | 56087 | bids         | GET /bid/review?bid=1 (3: fails)                | topic_full_bid
//            | bid-repayment        | 56088 | repayments   | POST /topic_full_bid                            |
//
//   Every service: GET / (its paths), GET /state ({"service","subscribed","switches","tables":{"account_info":[..],..}}),
//   POST /switch ({"failAmount":0} ends its failing; {"deaf":true}: incoming messages and notices get 500), POST /reset (as at
//   the begin). Whatever begins a transaction takes gid=NAME, and crash=before-commit (AT, messages) or after-commit (messages):
//   the process ends by SIGKILL there. AT takes timeout=SECONDS as well. Paths of the payment service are also known below /pay, as the tutorial's callers write.
//   One database a name on MySQL and MariaDB, shared by the services that name it; with --db each service has its own file.
// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <QLatin1StringView>
#include <QAnyStringView>

#include <span>

namespace txdesk::tutorial {

struct ServiceRow
{
    QLatin1StringView name;     // --service
    quint16 port = 0;           // --port takes another one
    QLatin1StringView database; // on MySQL and MariaDB; made when it is not there
    QLatin1StringView peer;     // the service that it calls; --peer URL when it is not on its own port
    double failAmount = 0;      // the amount (of a bid: the number) at which it fails on purpose; 0: none
    QLatin1StringView shows;    // which scenarios, for a person
};

[[nodiscard]] std::span<const ServiceRow> serviceTable();
[[nodiscard]] const ServiceRow *serviceNamed(QAnyStringView name); // null: there is none

} // namespace txdesk::tutorial
