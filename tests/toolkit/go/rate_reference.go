// Reads operations on rate limiters, one a line, and prints what golang.org/x/time/rate decides. Times and durations are
// nanoseconds; floats are printed as their bits, so that nothing is lost.
package main

import (
	"bufio"
	"fmt"
	"math"
	"os"
	"strconv"
	"strings"
	"time"

	"golang.org/x/time/rate"
)

func main() {
	var limiter *rate.Limiter
	var reservations []*rate.Reservation
	base := time.Unix(1_000_000, 0)
	in := bufio.NewScanner(os.Stdin)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	for in.Scan() {
		words := strings.Fields(in.Text())
		number := func(i int) int64 {
			n, err := strconv.ParseInt(words[i], 10, 64)
			if err != nil {
				panic(err)
			}
			return n
		}
		limit := func(i int) rate.Limit {
			return rate.Limit(math.Float64frombits(uint64(number(i))))
		}
		at := func() time.Time { return base.Add(time.Duration(number(1))) }
		switch words[0] {
		case "new":
			limiter = rate.NewLimiter(limit(1), int(number(2)))
			reservations = nil
		case "allow":
			fmt.Fprintln(out, limiter.AllowN(at(), int(number(2))))
		case "reserve":
			r := limiter.ReserveN(at(), int(number(2)))
			reservations = append(reservations, r)
			fmt.Fprintln(out, r.OK(), int64(r.DelayFrom(at())))
		case "cancel":
			reservations[number(2)].CancelAt(at())
			fmt.Fprintln(out, "ok")
		case "limit":
			limiter.SetLimitAt(at(), limit(2))
			fmt.Fprintln(out, "ok")
		case "burst":
			limiter.SetBurstAt(at(), int(number(2)))
			fmt.Fprintln(out, "ok")
		case "tokens":
			fmt.Fprintln(out, int64(math.Float64bits(limiter.TokensAt(at()))))
		default:
			panic(words[0])
		}
	}
}
