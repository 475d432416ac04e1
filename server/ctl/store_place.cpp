// SPDX-License-Identifier: Apache-2.0
#include "server/ctl/store_place.h"

namespace txdesk::ctl {

using namespace Qt::StringLiterals;

Result<config::Loaded> storePlace(const CommandLine &line)
{
    if (!line.has(u"store"_s) && !line.has(u"config"_s))
        return fail(ErrorCode::InvalidRequest, u"which store? --store FILE or --config FILE"_s);
    QStringList arguments;
    if (line.has(u"config"_s))
        arguments += {u"-c"_s, line.value(u"config"_s)};
    QString store = line.value(u"store"_s);
    if (!store.isEmpty())
        arguments.append(u"--store="_s + (store.startsWith("sqlite:"_L1) || store.startsWith("mysql:"_L1) ? store : u"sqlite:"_s + store));
    return config::load(arguments, config::processEnvironment());
}

} // namespace txdesk::ctl
