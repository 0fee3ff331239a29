// replay FOLDER MUTATIONS: a fuzz target over each file of the folder and over mutations of them, the same in
// each run.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

using generator = std::mt19937;

std::size_t below(generator& random, std::size_t bound) {
  return std::uniform_int_distribution<std::size_t>(0, bound - 1)(random);
}

/// Cut, repeated, flipped, or joined with another.
std::string mutated(const std::vector<std::string>& corpus, generator& random) {
  std::string text = corpus[below(random, corpus.size())];
  for (std::size_t changes = 1 + below(random, 6); changes > 0 && !text.empty(); --changes) {
    const auto at = below(random, text.size());
    switch (below(random, 5)) {
      case 0:
        text.resize(at);
        break;
      case 1:
        text[at] = static_cast<char>(below(random, 256));
        break;
      case 2:
        text.insert(at, text.substr(at, 1 + below(random, 64)));
        break;
      case 3:
        text.erase(at, 1 + below(random, 16));
        break;
      default: {
        const auto& other = corpus[below(random, corpus.size())];
        text.insert(at, other.substr(below(random, other.size())));
      }
    }
  }
  return text;
}

}  // namespace

int main(int count, char** words) {
  if (count != 3) return std::fputs("usage: replay FOLDER MUTATIONS\n", stderr), 2;
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(words[1])) files.push_back(entry.path());
  std::ranges::sort(files);
  std::vector<std::string> corpus;
  for (const auto& file : files) {
    std::ifstream stream(file, std::ios::binary);
    corpus.emplace_back(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>());
  }
  std::erase(corpus, "");
  if (corpus.empty()) return std::fprintf(stderr, "replay: there is nothing in %s\n", words[1]), 2;
  const auto run = [](const std::string& text) {
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(text.data()), text.size());
  };
  std::ranges::for_each(corpus, run);
  generator random(1);
  for (int i = std::atoi(words[2]); i > 0; --i) run(mutated(corpus, random));
}
