// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/models/json_tree_model.h"

#include "console/text/plain_text.h"
#include "console/text/redaction.h"

#include <QJsonArray>
#include <QJsonObject>

namespace txdesk::console {

using namespace Qt::StringLiterals;

namespace {
constexpr qsizetype fetchedAtOnce = 1000;
constexpr qsizetype valueShownMax = 500; // characters
} // namespace

struct JsonTreeModel::Node
{
    QJsonValue value;
    QString name; // of an object's member, or the place in an array
    bool inArray = false;
    bool secret = false; // its own name, or one above it
    Node *parent = nullptr;
    int row = 0;
    std::vector<std::unique_ptr<Node>> children{};
    QStringList keys{}; // of an object

    [[nodiscard]] qsizetype size() const
    {
        return value.isArray() ? value.toArray().size() : value.isObject() ? value.toObject().size() : 0;
    }
    [[nodiscard]] qsizetype known() const { return static_cast<qsizetype>(children.size()); }
};

JsonTreeModel::JsonTreeModel(QObject *parent) : QAbstractItemModel(parent), m_root(std::make_unique<Node>()) {}

JsonTreeModel::~JsonTreeModel() = default;

void JsonTreeModel::setDocument(const QJsonDocument &document, bool secretsShown)
{
    beginResetModel();
    m_secretsShown = secretsShown;
    m_root = std::make_unique<Node>();
    m_root->value = document.isArray() ? QJsonValue(document.array()) : document.isObject() ? QJsonValue(document.object()) : QJsonValue();
    endResetModel();
}

void JsonTreeModel::retranslate() { emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1); }

JsonTreeModel::Node *JsonTreeModel::nodeOf(const QModelIndex &index) const
{
    return index.isValid() ? static_cast<Node *>(index.internalPointer()) : m_root.get();
}

QString JsonTreeModel::pathOf(const QModelIndex &index) const
{
    if (!index.isValid())
        return u"$"_s;
    QString path;
    for (const Node *node = nodeOf(index); node->parent; node = node->parent)
        path.prepend(node->inArray ? u'[' + node->name + u']' : u'.' + node->name);
    return u'$' + path;
}

QModelIndex JsonTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    const Node *node = nodeOf(parent);
    if (row < 0 || row >= node->known() || column < 0 || column >= ColumnCount || (parent.isValid() && parent.column() != 0))
        return {};
    return createIndex(row, column, node->children[static_cast<std::size_t>(row)].get());
}

QModelIndex JsonTreeModel::parent(const QModelIndex &child) const
{
    if (!child.isValid())
        return {};
    Node *above = nodeOf(child)->parent;
    return above == m_root.get() || !above ? QModelIndex() : createIndex(above->row, 0, above);
}

int JsonTreeModel::rowCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : static_cast<int>(nodeOf(parent)->known());
}

int JsonTreeModel::columnCount(const QModelIndex &) const { return ColumnCount; }

bool JsonTreeModel::hasChildren(const QModelIndex &parent) const { return parent.column() <= 0 && nodeOf(parent)->size() > 0; }

bool JsonTreeModel::canFetchMore(const QModelIndex &parent) const
{
    return parent.column() <= 0 && nodeOf(parent)->known() < nodeOf(parent)->size();
}

void JsonTreeModel::fetchMore(const QModelIndex &parent)
{
    Node *node = nodeOf(parent);
    const qsizetype from = node->known(), to = std::min(node->size(), from + fetchedAtOnce);
    if (from >= to)
        return;
    if (node->value.isObject() && node->keys.isEmpty())
        node->keys = node->value.toObject().keys();
    const QJsonArray array = node->value.toArray();
    const QJsonObject object = node->value.toObject();
    beginInsertRows(parent, static_cast<int>(from), static_cast<int>(to) - 1);
    for (qsizetype i = from; i < to; ++i) {
        auto child = std::make_unique<Node>();
        child->inArray = node->value.isArray();
        child->name = child->inArray ? QString::number(i) : node->keys[i];
        child->value = child->inArray ? array[i] : object.value(node->keys[i]);
        child->secret = node->secret || (!child->inArray && isSecretKey(child->name));
        child->parent = node;
        child->row = static_cast<int>(i);
        node->children.push_back(std::move(child));
    }
    endInsertRows();
}

QString JsonTreeModel::valueText(const Node &node) const
{
    if (node.value.isArray())
        return u"[%1]"_s.arg(node.size());
    if (node.value.isObject())
        return u"{%1}"_s.arg(node.size());
    const QString text = node.value.isString()   ? node.value.toString()
                         : node.value.isBool()   ? (node.value.toBool() ? u"true"_s : u"false"_s)
                         : node.value.isDouble() ? QString::number(node.value.toDouble(), 'g', 17)
                                                 : u"null"_s;
    if (m_secretsShown)
        return text;
    return node.secret ? redactedMark(text.size()) : redactText(text);
}

QVariant JsonTreeModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Node &node = *nodeOf(index);
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole && role != Qt::ToolTipRole)
        return {};
    const QString text = index.column() == Name ? (node.inArray ? u'[' + node.name + u']' : node.name) : valueText(node);
    const QString shown = oneLine(text, valueShownMax);
    return role == Qt::ToolTipRole ? asToolTip(shown) : shown;
}

QVariant JsonTreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == Name ? tr("name") : tr("value");
}

} // namespace txdesk::console
