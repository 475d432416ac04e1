// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/app/link_maker.h"

#include "console/client/http_coordinator_link.h"
#include "console/dtm/dtm_link.h"

namespace txdesk::console {

namespace {

// One place for both kinds: a field of the profile that is forgotten here is forgotten for both.
template <class Link>
void setUp(Link &link, const Profile &profile, const LinkParts &parts)
{
    link.setTrust(profile.trust);
    link.setClientCertificate(profile.clientCertificate, profile.clientKey);
    link.setProxy(profile.proxy);
    link.setLog(parts.requests);
}

} // namespace

std::unique_ptr<CoordinatorLink> makeLink(const Profile &profile, const LinkParts &parts)
{
    if (profile.kind == BackendKind::Dtm) {
        auto dtm = std::make_unique<DtmLink>(QUrl(profile.url), profile.dtmStore, parts.clock, parts.delayed, parts.hooks);
        setUp(*dtm, profile, parts);
        dtm->setPollPeriod(Seconds{profile.pollSeconds});
        return dtm;
    }
    auto link = std::make_unique<HttpCoordinatorLink>(QUrl(profile.url), parts.clock, parts.delayed);
    setUp(*link, profile, parts);
    return link;
}

} // namespace txdesk::console
