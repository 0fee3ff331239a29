#pragma once

#include <cmath>
#include <optional>
#include <string>

#include <nlohmann/json.hpp>

namespace millrace::compare {

/// A finite number under that key; nothing for all else, null among it.
inline std::optional<double> number_at(const nlohmann::json& object, const std::string& key) {
  const auto found = object.find(key);
  if (found == object.end() || !found->is_number()) return std::nullopt;
  const auto value = found->get<double>();
  return std::isfinite(value) ? std::optional(value) : std::nullopt;
}

/// The same where a small whole number is due; else `otherwise`.
inline int whole_at(const nlohmann::json& object, const std::string& key, int otherwise) {
  const auto value = number_at(object, key);
  return value && std::abs(*value) < 1e9 ? static_cast<int>(*value) : otherwise;
}

inline std::string text_at(const nlohmann::json& object, const std::string& key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

inline bool true_at(const nlohmann::json& object, const std::string& key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_boolean() && found->get<bool>();
}

}  // namespace millrace::compare
