// Walks the sources from the weakest to the strongest; each overwrites what came before.
// SPDX-License-Identifier: Apache-2.0
#include "server/config/config_loader.h"

#include "server/config/conf_file.h"
#include "server/config/option_value.h"

#include <QProcessEnvironment>
#include <QUrl>

#include <algorithm>

namespace txdesk::config {

using namespace Qt::StringLiterals;

namespace {

tl::unexpected<Error> refuse(const QString &message)
{
    return fail(ErrorCode::InvalidRequest, message);
}

const Option *optionWithKey(const QString &key)
{
    for (const Option &option : optionTable())
        if (key == QLatin1StringView(option.key))
            return &option;
    return nullptr;
}

const Option *optionWithName(const QString &longName)
{
    for (const Option &option : optionTable())
        if (*option.longName && longName == QLatin1StringView(option.longName))
            return &option;
    return nullptr;
}

constexpr QLatin1StringView microServiceKey("MicroService.Driver");

// A key of DTM's that means nothing here: a warning. But with a driver for service discovery, participants are named in
// ways that nobody here can call: every transaction would wait for ever.
Result<> leaveOut(const QString &key, const QString &text, const QString &where, QStringList &warnings)
{
    if (key == microServiceKey && !text.isEmpty() && text != "default"_L1)
        return refuse(where + u"%1: %2 is not served, there is no service discovery in this version; "
                              "name participants by host:port and use default"_s.arg(key, text));
    warnings.append(where + u"%1 has no meaning in this version and is left out"_s.arg(key));
    return {};
}

Result<> readLeftOutEnvironment(const QMap<QString, QString> &environment, QStringList &warnings)
{
    for (const QString &key : keysWithoutMeaning()) {
        const QString name = environmentName(key);
        if (const QString text = environment.value(name); !text.isEmpty())
            if (const Result<> done = leaveOut(key, text, u"environment variable %1: "_s.arg(name), warnings); !done)
                return done;
    }
    return {};
}

// Our own name beats DTM's: TXDESK_HTTP_PORT, then HTTP_PORT.
Result<> readEnvironment(const QMap<QString, QString> &environment, Config &config)
{
    for (const Option &option : optionTable()) {
        const QString name = environmentName(QLatin1StringView(option.key));
        const QStringList names = option.origin == Origin::Dtm ? QStringList{name} : QStringList{};
        for (const QString &variable : names + QStringList{u"TXDESK_"_s + name}) {
            const auto found = environment.find(variable);
            if (found == environment.end() || found->isEmpty())
                continue;
            if (const Result<> done = assign(option, *found, config); !done)
                return refuse(u"environment variable %1: %2"_s.arg(variable, done.error().message));
        }
    }
    return {};
}

Result<> readFile(const QString &file, Loaded &loaded)
{
    const Result<QList<FileEntry>> entries = readConfFile(file);
    if (!entries)
        return tl::unexpected<Error>(entries.error());
    for (const FileEntry &entry : *entries) {
        const QString where = u"%1:%2: "_s.arg(file).arg(entry.line);
        const Option *option = optionWithKey(entry.key);
        if (!option && keysWithoutMeaning().contains(entry.key)) {
            if (const Result<> done = leaveOut(entry.key, entry.text, where, loaded.warnings); !done)
                return done;
            continue;
        }
        if (!option)
            return refuse(where + u"unknown key %1; --help lists all keys"_s.arg(entry.key));
        if (const Result<> done = assign(*option, entry.text, loaded.config); !done)
            return refuse(where + done.error().message);
        loaded.places.insert(entry.key, u"%1:%2"_s.arg(file).arg(entry.line));
    }
    return {};
}

// The arguments, one after another: --name value, --name=value, or a flag.
class ArgumentReader
{
public:
    explicit ArgumentReader(const QStringList &arguments) : m_left(arguments) {}

    // The conf file comes before the options, wherever it stands among them.
    Result<> readWishes(Loaded &loaded, QString &file)
    {
        static const QMap<QString, Wish> wishes{
            {u"-h"_s, Wish::Help},    {u"--help"_s, Wish::Help},
            {u"-v"_s, Wish::Version}, {u"--version"_s, Wish::Version},
            {u"--print-config"_s, Wish::PrintConfig}, {u"--check-config"_s, Wish::CheckConfig}, {u"--list-failpoints"_s, Wish::ListFailpoints}};
        QStringList rest;
        while (!m_left.isEmpty()) {
            const QString argument = m_left.takeFirst();
            if (wishes.contains(argument)) {
                loaded.wish = wishes.value(argument);
            } else if (argument == "-c"_L1 || argument == "--config"_L1) {
                if (m_left.isEmpty())
                    return refuse(u"%1 needs a file"_s.arg(argument));
                file = m_left.takeFirst();
            } else if (argument.startsWith("--config="_L1)) {
                file = argument.sliced(9);
            } else {
                rest.append(argument == "-d"_L1 ? u"--log-level=debug"_s : argument);
            }
        }
        m_left = rest;
        return {};
    }

    Result<> readOptions(Loaded &loaded)
    {
        while (!m_left.isEmpty())
            if (const Result<> done = readOne(m_left.takeFirst(), loaded); !done)
                return done;
        return {};
    }

private:
    Result<> readOne(const QString &argument, Loaded &loaded)
    {
        const qsizetype equals = argument.indexOf(u'=');
        const QString name = equals < 0 ? argument : argument.first(equals);
        const Option *option = name.startsWith("--"_L1) ? optionWithName(name.sliced(2)) : nullptr;
        if (!option)
            return refuse(u"unknown option %1; --help lists all options"_s.arg(name));
        QString text = equals < 0 ? QString() : argument.sliced(equals + 1);
        if (equals < 0 && isFlag(*option)) {
            text = u"true"_s;
        } else if (equals < 0) {
            if (m_left.isEmpty())
                return refuse(u"%1 needs a value"_s.arg(name));
            text = m_left.takeFirst();
        }
        if (name == "--store"_L1)
            return readStore(text, loaded);
        loaded.places.remove(QLatin1StringView(option->key));
        const Result<> done = assign(*option, text, loaded.config);
        return done ? done : refuse(u"%1: %2"_s.arg(name, done.error().message));
    }

    // sqlite:FILE or mysql://USER@HOST:PORT/DATABASE
    static Result<> readStore(const QString &text, Loaded &loaded)
    {
        Config &config = loaded.config;
        for (const QString &key : {u"Store.Driver"_s, u"Store.File"_s, u"Store.Host"_s, u"Store.Port"_s, u"Store.User"_s, u"Store.Db"_s})
            loaded.places.remove(key);
        if (text.startsWith("mysql://"_L1))
            return readMySqlStore(QUrl(text, QUrl::StrictMode), config.store);
        const qsizetype colon = text.indexOf(u':');
        if (colon <= 0 || colon + 1 == text.size())
            return refuse(u"--store must be sqlite:FILE or mysql://USER@HOST:PORT/DATABASE"_s);
        config.store.driver = text.first(colon);
        config.store.file = text.sliced(colon + 1);
        return {};
    }

    // What it leaves out stays as it was.
    static Result<> readMySqlStore(const QUrl &url, StoreConfig &store)
    {
        if (!url.isValid() || url.hasQuery() || url.hasFragment())
            return refuse(u"--store must be mysql://USER@HOST:PORT/DATABASE"_s);
        if (!url.password().isEmpty())
            return refuse(u"--store: everybody on this machine can read a command line; set the password by STORE_PASSWORD or conf.yml"_s);
        store.driver = u"mysql"_s;
        store.host = url.host().isEmpty() ? store.host : url.host();
        store.port = url.port(store.port);
        store.user = url.userName().isEmpty() ? store.user : url.userName();
        const QString database = url.path().mid(1);
        store.database = database.isEmpty() ? store.database : database;
        return {};
    }

    QStringList m_left;
};

bool isOneOf(const QString &word, const QStringList &words)
{
    return words.contains(word);
}

// What one may write and DTM wrote differently.
void tidyUp(Config &config)
{
    QStringList &bind = config.http.bind;
    if (const qsizetype at = bind.indexOf(u"localhost"_s); at >= 0) {
        bind[at] = u"127.0.0.1"_s;
        bind.insert(at + 1, u"::1"_s);
    }
    bind.removeDuplicates();
    if (isOneOf(config.log.level, {u"dpanic"_s, u"panic"_s, u"fatal"_s})) // DTM's levels above error
        config.log.level = u"error"_s;
    if (config.http.port == 0 && config.grpc.port == GrpcConfig{}.port)
        config.grpc.port = 0; // who wants any free port has several servers on one machine
}

} // namespace

Result<Loaded> load(const QStringList &arguments, const QMap<QString, QString> &environment)
{
    Loaded loaded;
    ArgumentReader reader(arguments);
    const auto refused = [&loaded](const Error &error) { return tl::unexpected<Error>(placed(loaded, error)); };
    if (const Result<> done = reader.readWishes(loaded, loaded.file); !done)
        return refused(done.error());
    if (const Result<> done = readEnvironment(environment, loaded.config); !done)
        return refused(done.error());
    if (const Result<> done = readLeftOutEnvironment(environment, loaded.warnings); !done)
        return refused(done.error());
    if (!loaded.file.isEmpty())
        if (const Result<> done = readFile(loaded.file, loaded); !done)
            return refused(done.error());
    if (const Result<> done = reader.readOptions(loaded); !done)
        return refused(done.error());
    tidyUp(loaded.config);
    if (loaded.wish != Wish::Run && loaded.wish != Wish::PrintConfig && loaded.wish != Wish::CheckConfig)
        return loaded;
    if (const Result<> good = checkTogether(loaded.config); !good)
        return refused(good.error());
    if (const Result<> good = checkSecrets(loaded); !good)
        return refused(good.error());
    return loaded;
}

QMap<QString, QString> processEnvironment()
{
    QMap<QString, QString> all;
    const QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const QString &name : environment.keys())
        all.insert(name, environment.value(name));
    return all;
}

} // namespace txdesk::config
