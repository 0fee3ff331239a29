// Which handler a path gets, and what of it.
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include <millrace/http/router.h>

namespace millrace::http {
namespace {

void add(router& routes, std::string_view method, std::string pattern, std::string_view name) {
  routes.add(method, pattern, [pattern, name = std::string(name)](const request& r) {
    return response::text(pattern + " " + r.param(name));
  });
}

response ask(const router& routes, std::string_view method, std::string_view path) {
  request asked;
  asked.method = method;
  return routes.answer(asked, path);
}

TEST(router_test, the_most_specific_pattern_wins_in_whatever_order) {
  router routes;
  add(routes, "GET", "/{rest...}", "rest");
  add(routes, "GET", "/item/{id}", "id");
  add(routes, "GET", "/item/new", "");
  add(routes, "GET", "/item/{id}/parts", "id");
  add(routes, "GET", "/item/new/{part}", "part");
  add(routes, "GET", "/item", "");
  EXPECT_EQ(ask(routes, "GET", "/item/new").body, "/item/new ");
  EXPECT_EQ(ask(routes, "GET", "/item/7").body, "/item/{id} 7");
  EXPECT_EQ(ask(routes, "GET", "/item").body, "/item ");
  EXPECT_EQ(ask(routes, "GET", "/item/7/parts").body, "/item/{id}/parts 7");
  EXPECT_EQ(ask(routes, "GET", "/item/new/parts").body, "/item/new/{part} parts");
  EXPECT_EQ(ask(routes, "GET", "/item/7/else").body, "/{rest...} item/7/else");
}

TEST(router_test, a_path_is_split_before_it_is_decoded) {
  router routes;
  add(routes, "GET", "/item/{id}", "id");
  add(routes, "GET", "/a b/{rest...}", "rest");
  EXPECT_EQ(ask(routes, "GET", "/item/a%2Fb").body, "/item/{id} a/b");
  EXPECT_EQ(ask(routes, "GET", "/item/a/b").status, 404);
  EXPECT_EQ(ask(routes, "GET", "/item%2Fa").status, 404);
  EXPECT_EQ(ask(routes, "GET", "/a%20b/c%20d/e").body, "/a b/{rest...} c d/e");
}

TEST(router_test, the_next_pattern_is_asked_when_the_method_differs) {
  router routes;
  add(routes, "GET", "/item/new", "");
  add(routes, "GET", "/item/{id}", "id");
  add(routes, "POST", "/item/{id}", "id");
  EXPECT_EQ(ask(routes, "POST", "/item/new").body, "/item/{id} new");
  const auto refused = ask(routes, "PUT", "/item/new");
  EXPECT_EQ(refused.status, 405);
  EXPECT_EQ(refused.header("Allow"), "GET, POST");
}

}  // namespace
}  // namespace millrace::http
