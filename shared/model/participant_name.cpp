#include "shared/model/participant_name.h"

namespace txdesk {

// By hand and not by QUrl: it runs for each branch of each listed row.
QString participantOf(QStringView url)
{
    const qsizetype scheme = url.indexOf(QLatin1StringView("://"));
    const QStringView rest = scheme < 0 ? url : url.sliced(scheme + 3);
    qsizetype end = 0;
    while (end < rest.size() && rest[end] != u'/' && rest[end] != u'?' && rest[end] != u'#')
        ++end;
    return rest.first(end).toString();
}

} // namespace txdesk
