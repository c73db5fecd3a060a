#!/usr/bin/perl
# tests/examples/sphere.pl -- a loss of your own as a program: a line of n numbers in, a line with f and the gradient out.
# In Python: `for line in sys.stdin: ...; print(f, *g, flush=True)`.
use strict;
use warnings;
$| = 1;
while (my $line = <STDIN>) {
    my @x = split ' ', $line;
    my $f = 0;
    $f += $_ * $_ for @x;
    print join(' ', map { sprintf '%.17g', $_ } $f, map { 2 * $_ } @x), "\n";
}
