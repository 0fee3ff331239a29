#include <algorithm>
#include <cstdio>
#include <set>
#include <stdexcept>
#include <utility>

#include <millrace/http/router.h>
#include <millrace/http/target.h>
#include <millrace/toolkit/observer.h>

namespace millrace::http {
namespace {

std::vector<std::string_view> segments_of(std::string_view path) {
  std::vector<std::string_view> segments;
  path.remove_prefix(std::min<std::size_t>(1, path.size()));
  while (true) {
    const auto slash = path.find('/');
    segments.push_back(path.substr(0, slash));
    if (slash == std::string_view::npos) return segments;
    path.remove_prefix(slash + 1);
  }
}

bool is_parameter(std::string_view segment) {
  return segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
}

bool takes_the_rest(std::string_view segment) {
  return is_parameter(segment) && segment.ends_with("...}");
}

enum class breadth { literal, one_segment, the_rest };

breadth breadth_of(std::string_view segment) {
  if (takes_the_rest(segment)) return breadth::the_rest;
  return is_parameter(segment) ? breadth::one_segment : breadth::literal;
}

bool more_specific(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::ranges::lexicographical_compare(a, b, {}, breadth_of, breadth_of);
}

std::string join(std::vector<std::string>::const_iterator first,
                 std::vector<std::string>::const_iterator last) {
  std::string text;
  for (auto it = first; it != last; ++it) text += (it == first ? "" : "/") + *it;
  return text;
}

response call(const handler& answer, const request& asked) {
  try {
    return answer(asked);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s %s: %s\n", asked.method.c_str(), asked.path.c_str(), error.what());
  } catch (...) {
    std::fprintf(stderr, "%s %s: an exception that is no std::exception\n", asked.method.c_str(),
                 asked.path.c_str());
  }
  return response::with_status(500, "internal error\n");
}

}  // namespace

void router::add(std::string_view method, std::string_view pattern, handler answer) {
  if (!pattern.starts_with('/'))
    throw std::invalid_argument("route '" + std::string(pattern) + "' does not begin with /");
  for (const route& known : routes_) {
    if (known.method == method && known.pattern == pattern) {
      throw std::invalid_argument("route " + known.method + ' ' + known.pattern + " is there already");
    }
  }
  route added{std::string(method), std::string(pattern), {}, std::move(answer)};
  for (const auto segment : segments_of(pattern)) added.segments.emplace_back(segment);
  const auto less_specific = std::ranges::find_if(
      routes_, [&](const route& known) { return more_specific(added.segments, known.segments); });
  routes_.insert(less_specific, std::move(added));
}

bool router::matches(const route& candidate, const std::vector<std::string>& path,
                     std::vector<field>& parameters) {
  parameters.clear();
  for (std::size_t i = 0; i < candidate.segments.size(); ++i) {
    const std::string& wanted = candidate.segments[i];
    if (takes_the_rest(wanted)) {
      const auto from = path.begin() + static_cast<std::ptrdiff_t>(std::min(i, path.size()));
      parameters.push_back({wanted.substr(1, wanted.size() - 5), join(from, path.end())});
      return true;
    }
    if (i >= path.size()) return false;
    if (is_parameter(wanted) && !path[i].empty()) {
      parameters.push_back({wanted.substr(1, wanted.size() - 2), path[i]});
    } else if (wanted != path[i]) {
      return false;
    }
  }
  return candidate.segments.size() == path.size();
}

response router::answer(request& asked, std::string_view escaped_path) const {
  std::vector<std::string> path;
  for (const auto segment : segments_of(escaped_path)) path.push_back(percent_decoded(segment, false));
  const std::string_view method = asked.method == "HEAD" ? "GET" : std::string_view(asked.method);
  std::set<std::string_view> allowed;
  std::vector<field> parameters;
  for (const route& candidate : routes_) {
    if (!matches(candidate, path, parameters)) continue;
    if (candidate.method == method) {
      asked.path_parameters = std::move(parameters);
      if (auto* watcher = current_observer()) {
        watcher->request_at(request_stage::handling, candidate.pattern.c_str(), 0);
      }
      return call(candidate.answer, asked);
    }
    allowed.insert(candidate.method);
  }
  if (allowed.empty()) return response::with_status(404, "not found\n");
  std::string list;
  for (const auto each : allowed) list += (list.empty() ? "" : ", ") + std::string(each);
  return response::with_status(405, "method not allowed\n").header("Allow", list);
}

}  // namespace millrace::http
