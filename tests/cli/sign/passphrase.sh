# A passphrase comes from a descriptor, the environment or the terminal, without echo; never from an argument.
python3 -c 'import os; os.openpty()' 2> said || { echo "# needs a pseudo-terminal (/dev/pts)"; exit; }
rm -f said
. "$TREE/tests/cli/pack/prepare"
satchel-pack build packs/small.xml --quiet
try() {
	"$@" < /dev/null
	echo "exit $?"
}
exec 2>&1
printf 'correct horse\nmore' | satchel-pack keygen --passphrase-fd 0 a > /dev/null
head -1 a.key
# Each use of that key takes seconds.
satchel-pack keygen --no-passphrase low > /dev/null
"$TREE/tests/cli/sign/lock" low.key 'correct horse' > locked && cat locked > low.key
SATCHEL_PASSPHRASE='correct horse' try satchel-pack sign -q small.satchel --secret-key low.key
SATCHEL_PASSPHRASE='wrong horse' try satchel-pack sign small.satchel --secret-key low.key
SATCHEL_PASSPHRASE='' try satchel-pack keygen b
SATCHEL_PASSPHRASE='' try satchel-pack sign small.satchel --secret-key low.key
printf 'correct horse\r\n' | satchel-pack sign -q small.satchel --secret-key low.key --passphrase-fd 0
echo "a line of Windows: $?"
satchel-pack verify -q small.satchel --key low.pub && echo signed
try satchel-pack sign small.satchel --secret-key low.key --passphrase-fd 9 9<&-
try satchel-pack keygen b --passphrase-fd 9 9<&-
ls b.* 2> /dev/null
setsid sh -c 'satchel-pack sign small.satchel --secret-key low.key < /dev/null; echo "exit $?"'
python3 - << 'END'
import os, pty, signal
signal.alarm(60)
def run(words, *typed):
    pid, fd = pty.fork()
    if pid == 0:
        os.execvp(words[0], words)
    seen = b""
    for line in typed:
        while not seen.rstrip(b" ").endswith(b":"):
            seen += os.read(fd, 1)
        os.write(fd, line)
        seen += b"|"
    try:
        while True:
            more = os.read(fd, 1000)
            if not more:
                break
            seen += more
    except OSError:
        pass
    code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    print(words[1], code, seen.replace(b"\r\n", b"\n").decode().split("\n")[-2])
    for line in typed:
        assert line.strip(b"\n\x7f") not in seen, seen
sign = ["satchel-pack", "sign", "small.satchel", "--secret-key", "low.key"]
run(sign[:3] + ["-q"] + sign[3:], b"correct horses\x7f\n")
run(sign, b"pony\n")
run(sign, b"corr\x03")
run(["satchel-pack", "keygen", "c"], b"one thing\n", b"other thing\n")
run(["satchel-pack", "keygen", "--no-passphrase", "c"])
run(["minisign", "-R", "-s", "a.key", "-p", "again.pub"], b"correct horse\n")
END
cmp a.pub again.pub && echo "minisign opens it"
