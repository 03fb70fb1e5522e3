console.log(process.version, process.argv.slice(2)); setTimeout(()=>{}, +(process.argv[2]??0)); process.on('SIGTERM',()=>{console.log('term');process.exit(7)});
