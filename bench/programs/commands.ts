/**
 * Programs that say a lot, and what makes them say it.
 *
 * Each is one shell command, run in an empty folder; `$ROOT` is the repository. A program that is not installed is left out.
 * None talks to anything but this machine.
 */

import type { Command } from './command.ts'
import { SERVER_COMMANDS } from './commands-servers.ts'

/** Serves a few requests to itself, so that clients and servers have something to trace. */
const NODE_LOOPBACK = `const http=require('http');
const s=http.createServer((q,r)=>{q.resume();q.on('end',()=>r.end(JSON.stringify({ok:true,url:q.url})))}).listen(0,'127.0.0.1',async()=>{
for(let i=0;i<40;i++)await fetch('http://127.0.0.1:'+s.address().port+'/orders/'+(1000+i)+'?page='+i,{headers:{'user-agent':'bench/1.0'}}).then(r=>r.text());s.close()})`

const PYTHON_LOOPBACK = `import http.server,threading,urllib.request,logging
logging.basicConfig(level=10)
s=http.server.ThreadingHTTPServer(('127.0.0.1',0),http.server.SimpleHTTPRequestHandler)
threading.Thread(target=s.serve_forever,daemon=True).start()
for i in range(300):
  try: urllib.request.urlopen(f'http://127.0.0.1:{s.server_port}/item/{i}?v={i*7919}').read()
  except Exception as e: logging.exception('failed %s', e)`

export const COMMANDS: readonly Command[] = [
  {
    name: 'npm',
    needs: 'npm',
    shell:
      'npm ci --offline --dry-run --ignore-scripts --loglevel silly --prefix "$ROOT/bench"; npm ls --all --long --prefix "$ROOT" --loglevel silly'
  },
  {
    name: 'npm debug files',
    needs: 'npm',
    shell: 'cat "$(npm config get cache)"/_logs/*.log | tail -n 8000'
  },
  {
    name: 'node NODE_DEBUG',
    needs: 'node',
    shell: `NODE_DEBUG=http,http2,net,tls,stream,timer,module,esm,fs,child_process node -e "${NODE_LOOPBACK}"`
  },
  {
    name: 'node --trace',
    needs: 'node',
    shell: `node --trace-gc --trace-gc-verbose --trace-opt --trace-deopt --trace-warnings -e "for(let i=0;i<3e5;i++)JSON.parse(JSON.stringify({i,a:[i]}))"`
  },
  {
    name: 'node unhandled',
    needs: 'node',
    shell:
      'for i in 1 2 3 4 5 6 7 8; do node --trace-uncaught -e "const e=new TypeError(\'cannot read order $i\',{cause:new Error(\'socket closed\')});throw e"; node -e "null.x.y"; node -e "require(\'./missing-$i\')"; done'
  },
  {
    name: 'express DEBUG',
    needs: 'node',
    shell:
      "cd \"$ROOT\" && DEBUG=* DEBUG_COLORS=no node -e \"const e=require('express');const a=e();a.get('/orders/:id',(q,r)=>r.json({id:q.params.id}));const s=a.listen(0,'127.0.0.1',async()=>{for(let i=0;i<60;i++)await fetch('http://127.0.0.1:'+s.address().port+'/orders/'+i).then(r=>r.text());s.close()})\""
  },
  {
    name: 'tsc',
    needs: 'node',
    shell:
      'cd "$ROOT" && npx --no-install tsc -p test/tsconfig.json --noEmit --traceResolution --extendedDiagnostics'
  },
  {
    name: 'esbuild',
    needs: 'node',
    shell:
      'cd "$ROOT" && npx --no-install esbuild bench/run.ts --bundle --platform=node --packages=external --log-level=verbose --analyze=verbose --outfile=/dev/null'
  },
  {
    // In a folder of its own: the names of our own tests hold planted values.
    name: 'vite DEBUG',
    needs: 'node',
    shell:
      'ln -s "$ROOT/node_modules" node_modules; for i in 1 2 3; do echo "import { expect, test } from \'vitest\'; test(\'adds $i\', () => { expect(1 + $i).toBe($i) })" > t$i.test.mjs; done; DEBUG=vite:*,vitest:* NO_COLOR=1 timeout 60 npx --no-install vitest run --root .'
  },
  {
    name: 'git',
    needs: 'git',
    shell:
      'export GIT_TRACE=1 GIT_TRACE_SETUP=1 GIT_TRACE_PERFORMANCE=1 GIT_TRACE_PACKET=1 GIT_TRACE_PACK_ACCESS=1 GIT_TRACE2=1 GIT_TRACE2_EVENT=1 GIT_TRACE_REFS=1; git init -q a; cd a; for i in 1 2 3 4 5 6; do echo $i > f$i; git add .; git -c user.name=bench -c user.email=bench@localhost commit -qm "step $i"; done; cd ..; git clone file://$PWD/a b; cd b; git fetch --all; git gc; git log --raw -p; git fsck --verbose'
  },
  {
    name: 'python -v',
    needs: 'python3',
    shell:
      'python3 -v -X importtime -c "import json,asyncio,ssl,sqlite3,http.server,xml.dom.minidom,unittest"'
  },
  { name: 'python http.server', needs: 'python3', shell: `python3 -c "${PYTHON_LOOPBACK}"` },
  {
    name: 'pip',
    needs: 'pip',
    shell:
      'pip -vvv list; pip -vvv debug --verbose; pip -vvv install --dry-run --no-index nothing-like-this'
  },
  {
    name: 'go build',
    needs: 'go',
    shell:
      'printf "module m\\ngo 1.21\\n" > go.mod; printf "package main\\nimport (\\"fmt\\";\\"net/http\\")\\nfunc main(){fmt.Println(http.StatusOK)}\\n" > main.go; GOFLAGS=-mod=mod GOPROXY=off go build -x -v -o m . ; GOPROXY=off go list -deps -json . ; GODEBUG=gctrace=1,schedtrace=5 go vet -x .'
  },
  {
    name: 'cargo',
    needs: 'cargo',
    shell:
      'cargo init --name demo . ; CARGO_LOG=debug cargo build -vv --offline; CARGO_LOG=trace cargo check --offline 2>&1 | head -n 4000'
  },
  {
    name: 'maven',
    needs: 'mvn',
    shell:
      'printf "<project><modelVersion>4.0.0</modelVersion><groupId>a</groupId><artifactId>b</artifactId><version>1</version></project>" > pom.xml; mvn -X -o -e validate; mvn -X -o compile'
  },
  {
    name: 'java -Xlog',
    needs: 'java',
    shell:
      'java -Xlog:all=info:stdout:uptime,time,pid,tid,level,tags -version; java -Xlog:class*=debug,gc*=debug -XshowSettings:all -version'
  },
  {
    name: 'javac',
    needs: 'javac',
    shell:
      'printf "import java.util.*;class A{public static void main(String[] a){System.out.println(List.of(1));}}" > A.java; javac -verbose A.java; java -verbose:class,module A'
  },
  {
    name: 'apt-get',
    needs: 'apt-get',
    shell:
      'apt-get -s -o Debug::pkgProblemResolver=1 -o Debug::pkgDepCache::Marker=1 -o Debug::pkgDepCache::AutoInstall=1 -o Debug::pkgPackageManager=1 -o Debug::pkgOrderList=1 install --reinstall bash python3 gcc; apt-cache policy; apt-cache depends gcc g++ git'
  },
  { name: 'dpkg logs', needs: 'dpkg', shell: 'cat /var/log/dpkg.log /var/log/alternatives.log' },
  { name: 'apt logs', needs: 'dpkg', shell: 'cat /var/log/apt/term.log /var/log/apt/history.log' },
  { name: 'kernel', needs: 'dmesg', shell: 'dmesg; journalctl --no-pager -o short-iso' },
  {
    name: 'ld.so LD_DEBUG',
    needs: 'ls',
    shell: 'LD_DEBUG=all ls /; LD_DEBUG=libs,versions git --version'
  },
  {
    name: 'gcc',
    needs: 'gcc',
    shell:
      'printf "#include <stdio.h>\\n#include <pthread.h>\\nint main(){puts(\\"x\\");}" > a.c; gcc -v -H -ftime-report -fopt-info-all -O2 -Wl,--trace,--verbose,--print-map a.c -o a'
  },
  {
    name: 'make -d',
    needs: 'make',
    shell: 'printf "all: b\\n\\techo done\\nb:\\n\\ttouch b\\n" > Makefile; make -d -p --trace'
  },
  {
    name: 'cmake',
    needs: 'cmake',
    shell:
      'printf "cmake_minimum_required(VERSION 3.10)\\nproject(a C)\\nfind_package(Threads)\\n" > CMakeLists.txt; cmake --trace-expand --debug-output -S . -B build; cat build/CMakeFiles/*.log'
  },
  {
    name: 'strace',
    needs: 'strace',
    shell: `strace -f -tt -T -s 120 git --version; strace -f -s 120 node -e "${NODE_LOOPBACK}" 2>&1 | head -n 6000`
  },
  {
    name: 'postgres',
    needs: 'postgres',
    shell:
      'chmod 755 .; d=$(mktemp -d); chown postgres "$d"; runuser -u postgres -- sh -c "export PATH=\\$PATH:/usr/lib/postgresql/15/bin:/usr/local/bin; cd $d; initdb -D data --debug 2>&1 | tail -n 2000; (echo \\"create table o(id int, total numeric, at timestamptz default now());\\"; for i in 1 2 3 4 5 6 7 8 9; do echo \\"insert into o select g, g*1.17 from generate_series(1,50) g; select * from o where id = $i limit 20; select 1/0; explain analyze select count(*) from o;\\"; done) > q.sql; postgres --single -D data -c log_min_messages=debug3 -c log_statement=all -c log_duration=on -c log_line_prefix=\\"%m [%p] %q%u@%d \\" postgres < q.sql"; rm -rf "$d"'
  },
  {
    name: 'openssl s_client',
    needs: 'openssl',
    shell:
      'openssl req -x509 -newkey rsa:2048 -nodes -keyout k.pem -out c.pem -subj /CN=localhost -days 2; openssl s_server -accept 127.0.0.1:44330 -key k.pem -cert c.pem -www -quiet & sleep 1; for i in 1 2 3; do echo "GET / HTTP/1.0\n" | timeout 5 openssl s_client -connect 127.0.0.1:44330 -msg -state -showcerts -trace; done; kill %1'
  },
  {
    name: 'curl --trace',
    needs: 'curl',
    shell:
      'printf "%s" "line of a page" > index.html; python3 -m http.server 44331 --bind 127.0.0.1 & sleep 1; for i in $(seq 1 60); do curl -sv --trace-time --trace-ascii - "http://127.0.0.1:44331/index.html?i=$i&order=10000$i"; done; curl -v http://127.0.0.1:1/; kill %1'
  },
  {
    name: 'ssh -vvv',
    needs: 'ssh',
    shell:
      'ssh -vvv -o BatchMode=yes -o StrictHostKeyChecking=no -p 1 127.0.0.1 true; ssh -G 127.0.0.1; ssh-keygen -v -t ed25519 -N "" -f k; ssh-keygen -lvf k'
  },
  {
    name: 'gpg --debug-all',
    needs: 'gpg',
    shell:
      'export GNUPGHOME=$PWD/g; mkdir -m 700 g; gpg --debug-all --batch --passphrase "" --quick-gen-key bench default default never; gpg --debug-all --list-packets g/pubring.kbx; gpg --debug-all -k'
  },
  {
    name: 'sqlite3',
    needs: 'sqlite3',
    shell:
      'printf ".trace stdout --expanded\\n.eqp full\\ncreate table t(a integer primary key,b text,c real);\\nwith recursive n(i) as (select 1 union all select i+1 from n where i<200) insert into t select i,hex(randomblob(16)),i*0.37 from n;\\nselect * from t;\\nexplain select count(*) from t join t u using(b);\\n" | sqlite3 d.db'
  },
  {
    name: 'bash -x',
    needs: 'bash',
    shell:
      'bash -xvc "for f in /etc/*; do case \\$f in *.conf) s=\\$(stat -c \\"%s %Y %i\\" \\$f);; *) s=-;; esac; echo \\$f \\$s; done"'
  },
  {
    name: 'perl',
    needs: 'perl',
    shell:
      'perl -V; PERL_DEBUG_MSTATS=1 perl -MO=Concise -e "print 1" ; perl -MData::Dumper -e "print Dumper(\\%INC, \\@INC)"; perl -Mre=debug -e "q(2026-01-02 aaaa bbb) =~ /(\\d+)-(\\d+).*b+/ for 1..30"'
  },
  {
    name: 'system state',
    needs: 'cat',
    shell:
      'cat /proc/net/tcp /proc/net/unix /proc/meminfo /proc/cpuinfo /proc/interrupts /proc/self/smaps /proc/mounts /proc/vmstat; ls -la --time-style=full-iso /usr/bin /usr/lib; df -k; ip addr; ss -tan'
  },
  ...SERVER_COMMANDS
]
