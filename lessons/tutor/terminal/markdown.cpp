#include "terminal/markdown.h"

#include <algorithm>
#include <sstream>
#include <utility>
#include <vector>

#include <md4c.h>

namespace millrace::tutor {
namespace {

/// What md4c's callbacks build up.
class renderer {
 public:
  renderer(int width, const style& in) : width_(width), style_(in) {}

  void enter_block(MD_BLOCKTYPE type, void* detail) {
    switch (type) {
      case MD_BLOCK_UL:
        lists_.push_back({0, false});
        break;
      case MD_BLOCK_OL:
        lists_.push_back({static_cast<int>(static_cast<MD_BLOCK_OL_DETAIL*>(detail)->start), true});
        break;
      case MD_BLOCK_LI:
        begin_item();
        break;
      case MD_BLOCK_QUOTE:
        ++quotes_;
        break;
      case MD_BLOCK_CODE:
        code_ = true;
        break;
      case MD_BLOCK_HR:
        page_ += indent() + style_.dim(std::string(static_cast<std::size_t>(width_) / 3, '-')) + "\n\n";
        break;
      case MD_BLOCK_TABLE:
        rows_.clear();
        break;
      case MD_BLOCK_TR:
        rows_.emplace_back();
        break;
      default:
        break;
    }
  }

  void leave_block(MD_BLOCKTYPE type, void* detail) {
    switch (type) {
      case MD_BLOCK_UL:
      case MD_BLOCK_OL:
        leave_list();
        break;
      case MD_BLOCK_LI:
        flush_paragraph(false);
        break;
      case MD_BLOCK_QUOTE:
        --quotes_;
        break;
      case MD_BLOCK_H:
        heading(static_cast<MD_BLOCK_H_DETAIL*>(detail)->level);
        break;
      case MD_BLOCK_P:
        flush_paragraph(lists_.empty());
        break;
      case MD_BLOCK_CODE:
        code_block();
        break;
      case MD_BLOCK_TH:
      case MD_BLOCK_TD:
        rows_.back().push_back(std::exchange(text_, {}));
        break;
      case MD_BLOCK_TABLE:
        table();
        break;
      default:
        break;
    }
  }

  void enter_span(MD_SPANTYPE type) { spans_.push_back({type, text_.size()}); }

  void leave_span(MD_SPANTYPE type, void* detail) {
    const auto from = spans_.back().second;
    spans_.pop_back();
    const std::string inner = text_.substr(from);
    text_.erase(from);
    if (type == MD_SPAN_A) {
      const auto* link = static_cast<MD_SPAN_A_DETAIL*>(detail);
      const std::string target(link->href.text, link->href.size);
      text_ += inner;
      if (target != inner) text_ += ' ' + style_.dim('<' + target + '>');
    } else {
      text_ += styled_words(type, inner);
    }
  }

  void text(MD_TEXTTYPE type, const char* begin, std::size_t size) {
    if (type == MD_TEXT_BR) {
      text_ += '\n';
    } else if (type == MD_TEXT_SOFTBR) {
      text_ += ' ';
    } else if (type == MD_TEXT_ENTITY) {
      text_ += entity(std::string(begin, size));
    } else {
      text_.append(begin, size);
    }
  }

  std::string page() { return std::move(page_); }

 private:
  struct list {
    int next;
    bool numbered;
  };

  static std::string entity(const std::string& name) {
    if (name == "&lt;") return "<";
    if (name == "&gt;") return ">";
    if (name == "&amp;") return "&";
    if (name == "&quot;") return "\"";
    return name == "&nbsp;" ? " " : name;
  }

  // Each word by itself, so that a line may break inside.
  std::string styled_words(MD_SPANTYPE type, const std::string& inner) const {
    std::string result;
    std::istringstream words(inner);
    for (std::string word; words >> word;) {
      if (!result.empty()) result += ' ';
      if (type == MD_SPAN_STRONG) {
        result += style_.bold(word);
      } else if (type == MD_SPAN_CODE) {
        result += style_.colours() ? style_.accent(word) : word;
      } else {
        result += style_.italic(word);
      }
    }
    if (!style_.colours() && type == MD_SPAN_CODE) return '`' + result + '`';
    return result;
  }

  std::string indent() const {
    std::string text(lists_.empty() ? 0 : lists_.size() * 3, ' ');
    for (int i = 0; i < quotes_; ++i) text += style_.dim("| ");
    return text;
  }

  void begin_item() {
    flush_paragraph(false);
    auto& current = lists_.back();
    marker_ = current.numbered ? std::to_string(current.next++) + ". " : "- ";
  }

  void leave_list() {
    lists_.pop_back();
    if (lists_.empty()) page_ += '\n';
  }

  void flush_paragraph(bool blank_line_after) {
    if (text_.empty()) return;
    std::string first = indent();
    if (!marker_.empty() && first.size() >= marker_.size())
      first.replace(first.size() - marker_.size(), marker_.size(), marker_);
    marker_.clear();
    std::istringstream lines(std::exchange(text_, {}));
    for (std::string line; std::getline(lines, line);) {
      page_ += wrapped(line, width_, first, indent());
      first = indent();
    }
    if (blank_line_after) page_ += '\n';
  }

  void heading(unsigned level) {
    const std::string words = std::exchange(text_, {});
    page_ += level == 1 ? style_.bold(style_.accent(words)) : style_.bold(words);
    page_ += '\n';
    if (level == 1 && !style_.colours()) page_ += std::string(display_width(words), '=') + '\n';
    page_ += '\n';
  }

  void code_block() {
    code_ = false;
    std::istringstream lines(std::exchange(text_, {}));
    for (std::string line; std::getline(lines, line);)
      page_ += indent() + "    " + highlighted_code(line, style_) + '\n';
    page_ += '\n';
  }

  void table() {
    std::vector<std::size_t> widths;
    for (const auto& row : rows_) {
      widths.resize(std::max(widths.size(), row.size()));
      for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], display_width(row[i]));
    }
    for (std::size_t r = 0; r < rows_.size(); ++r) {
      std::string line;
      for (std::size_t i = 0; i < rows_[r].size(); ++i) {
        const auto& cell = rows_[r][i];
        line += (r == 0 ? style_.bold(cell) : cell) + std::string(widths[i] - display_width(cell) + 2, ' ');
      }
      line.erase(line.find_last_not_of(' ') + 1);
      page_ += indent() + line + '\n';
    }
    page_ += '\n';
  }

  const int width_;
  const style& style_;
  std::string page_;
  std::string text_;
  std::string marker_;
  bool code_ = false;
  int quotes_ = 0;
  std::vector<list> lists_;
  std::vector<std::pair<MD_SPANTYPE, std::size_t>> spans_;
  std::vector<std::vector<std::string>> rows_;
};

renderer& self(void* user) {
  return *static_cast<renderer*>(user);
}

constexpr std::string_view keywords[] = {
    "auto",      "bool",     "break",   "case",    "catch",  "class",  "const",  "constexpr", "continue",
    "defer",     "else",     "false",   "for",     "func",   "go",     "if",     "int",       "long",
    "namespace", "nil",      "private", "public",  "range",  "return", "select", "static",    "struct",
    "switch",    "template", "throw",   "true",    "try",    "using",  "var",    "void",      "while",
    "chan",      "map",      "type",    "default", "mutable"};

}  // namespace

std::string highlighted_code(const std::string& line, const style& in) {
  if (!in.colours()) return line;
  std::string result;
  for (std::size_t i = 0; i < line.size();) {
    if (line.compare(i, 2, "//") == 0) return result + in.dim(line.substr(i));
    const auto is_word = [&](std::size_t at) {
      return at < line.size() && (std::isalnum(static_cast<unsigned char>(line[at])) || line[at] == '_');
    };
    if (line[i] == '"') {
      auto end = i + 1;
      while (end < line.size() && line[end] != '"') end += line[end] == '\\' ? 2 : 1;
      end = std::min(end + 1, line.size());
      result += in.good(line.substr(i, end - i));
      i = end;
    } else if (is_word(i)) {
      auto end = i;
      while (is_word(end)) ++end;
      const auto word = line.substr(i, end - i);
      result += std::ranges::find(keywords, word) != std::end(keywords) ? in.accent(word) : word;
      i = end;
    } else {
      result += line[i++];
    }
  }
  return result;
}

std::string rendered_markdown(const std::string& markdown, int width, const style& in) {
  renderer target(width, in);
  MD_PARSER parser{};
  parser.flags = MD_FLAG_TABLES | MD_FLAG_PERMISSIVEURLAUTOLINKS | MD_FLAG_NOHTML;
  parser.enter_block = [](MD_BLOCKTYPE type, void* detail, void* user) {
    return self(user).enter_block(type, detail), 0;
  };
  parser.leave_block = [](MD_BLOCKTYPE type, void* detail, void* user) {
    return self(user).leave_block(type, detail), 0;
  };
  parser.enter_span = [](MD_SPANTYPE type, void*, void* user) { return self(user).enter_span(type), 0; };
  parser.leave_span = [](MD_SPANTYPE type, void* detail, void* user) {
    return self(user).leave_span(type, detail), 0;
  };
  parser.text = [](MD_TEXTTYPE type, const MD_CHAR* begin, MD_SIZE size, void* user) {
    return self(user).text(type, begin, size), 0;
  };
  md_parse(markdown.data(), static_cast<MD_SIZE>(markdown.size()), &parser, &target);
  return target.page();
}

}  // namespace millrace::tutor
