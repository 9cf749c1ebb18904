from copsim.extend.contract import contract_of

test_contract = contract_of("guild")
